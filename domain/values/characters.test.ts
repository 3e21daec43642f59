import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTyped, escapeHidden, isSameName, isSeen, revealHidden } from './characters';

const DIRECTION_CONTROLS = [...'\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F\u061C'];

/** Generates ordinary names, and names as attackers choose them. */
const anyName = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    fc.constantFrom(
      ...DIRECTION_CONTROLS,
      ...'\u200B\u200C\u200D\uFEFF\u00AD\u2060\u3164\uFE0F\u0301\0\x1B\x85\u2028\t\n \u00A0',
    ),
  ),
});

describe('revealHidden', () => {
  it.each(DIRECTION_CONTROLS)('shows the direction control %j by its code point', (control) => {
    const number = control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    expect(revealHidden(`a${control}b`)).toBe(`a⟨U+${number}⟩b`);
  });

  it.each([
    '\u200B',
    '\u2060',
    '\uFEFF',
    '\u00AD',
    '\u3164',
    '\x1B',
    '\x7F',
    '\u{E0041}',
    'a\u200D',
    '\uFE0F',
  ])('shows the invisible character %j by its code point', (hidden) =>
    expect(revealHidden(`${hidden}b`)).toMatch(/^a?⟨U\+[\dA-F]{4,6}⟩b$/),
  );

  it.each([
    'Müller',
    'דוד לוי',
    'محمد',
    'می‌خواهم',
    'क्‍ष',
    '👩‍🌾 farm',
    '❤️',
    '1️⃣',
    '葛\u{E0100}城',
    'a  b',
    '<b>&amp;',
  ])('does not change ordinary text: %s', (name) => expect(revealHidden(name)).toBe(name));

  it.each(['一\u200C\uFE0F', '\u3164\u200C한', 'a\uFE0F\u200D👩'])(
    'shows a joiner beside a character that it shows as well: %j',
    (name) => {
      const shown = revealHidden(name);
      expect(shown).toMatch(/⟨U\+200[CD]⟩/);
      expect(revealHidden(shown)).toBe(shown);
    },
  );

  it('leaves no direction control in any text, and does not change its own output', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const shown = revealHidden(name);
        expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/);
        expect(shown).not.toContain('\x1B');
        expect(revealHidden(shown)).toBe(shown);
      }),
    );
  });
});

describe('escapeHidden', () => {
  it('gives JSON of the same value without direction controls', () => {
    fc.assert(
      fc.property(fc.dictionary(anyName, anyName), (value) => {
        const shown = escapeHidden(JSON.stringify(value, null, 2));
        expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/);
        expect(JSON.parse(shown)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('isSeen', () => {
  it.each(['', '   ', '\u200B', '\u202E', '\t\n', '\u00A0', '\u3164', '\u2800', '\u0301', '\u200D\uFE0F'])(
    'is false for the invisible name %j',
    (name) => expect(isSeen(name)).toBe(false),
  );
  it.each(['a', ' . ', '\u202E1', 'ד', '🌾', '=', '－'])('is true for the visible name %j', (name) =>
    expect(isSeen(name)).toBe(true),
  );
});

describe('isSameName', () => {
  it.each([
    ['two spaces', 'a  b main', 'a b main'],
    ['a space at the end', 'trailing ', 'trailing'],
    ['a space at the beginning', ' leading', 'leading'],
    ['a no-break space', 'a\u00A0b', 'a b'],
    ['a tab', 'a\tb', 'a b'],
    ['line breaks', 'a\r\nb\u2028c\x85d\ve', 'a b c d e'],
    ['an ideographic space', 'a\u3000b', 'a b'],
    ['a letter with a separate accent', 'Mu\u0308ller', 'Müller'],
    ['a letter with its accent', 'Müller', 'Mu\u0308ller'],
    ['a ligature', 'ﬁrst', 'first'],
    ['full-width letters', 'ｆａｒｍ', 'farm'],
    ['a zero-width space', 'ad\u200Bmin', 'admin'],
    ['a direction control', '\u202Eadmin', 'admin'],
    ['a soft hyphen', 'ad\u00ADmin', 'admin'],
    ['a byte order mark', 'ad\uFEFFmin', 'admin'],
    ['a typographic apostrophe', 'O’Brien', "O'Brien"],
    ['an apostrophe that a phone replaces', "O'Brien", 'O’Brien'],
    ['a non-breaking hyphen', 'a\u2011b', 'a-b'],
    ['emoji with their joiners', '👩‍🌾', '👩🌾'],
  ])('accepts a name with %s typed as it looks', (_, name, typed) => {
    expect(isSameName(typed, name)).toBe(true);
    expect(isSameName(`  ${typed} `, name)).toBe(true);
  });

  it.each([
    ['admin', 'Admin'],
    ['admin', 'admim'],
    ['a b', 'ab'],
    ['', 'admin'],
    ['a', 'а'],
    ['resume', 'résumé'],
  ])('rejects a different name: %j for %j', (typed, name) => expect(isSameName(typed, name)).toBe(false));

  it('accepts a name in every form in which the console shows it', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        for (const typed of [name, asTyped(name), revealHidden(name), name.normalize('NFD'), ` ${name}\n`]) {
          expect(isSameName(typed, name)).toBe(true);
        }
      }),
    );
  });

  it('compares names that asTyped reduces to single spaces, without direction overrides', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(asTyped(name)).not.toMatch(/^\s|\s$|\s\s|\t|\u202E/);
      }),
    );
  });
});
