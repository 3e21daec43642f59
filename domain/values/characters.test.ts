import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTyped, escapeHidden, isSameName, isSeen, revealHidden } from './characters';

const DIRECTION = [...'\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F\u061C'];

/** Names of the kind that people give, and of the kind that attackers do. */
const anyName = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    fc.constantFrom(
      ...DIRECTION,
      ...'\u200B\u200C\u200D\uFEFF\u00AD\u2060\u3164\uFE0F\u0301\0\x1B\x85\u2028\t\n \u00A0',
    ),
  ),
});

describe('a text as it is shown', () => {
  it.each(DIRECTION)('shows the control of direction %j by its number', (control) => {
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
  ])('shows what is hidden: %j', (hidden) =>
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
  ])('leaves alone what people write: %s', (name) => expect(revealHidden(name)).toBe(name));

  it('holds no control of direction, whatever was in it, and keeps all else in order', () => {
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

describe('JSON as it is shown', () => {
  it('reads as the same value, and holds no control of direction', () => {
    fc.assert(
      fc.property(fc.dictionary(anyName, anyName), (value) => {
        const shown = escapeHidden(JSON.stringify(value, null, 2));
        expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/);
        expect(JSON.parse(shown)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('whether a name can be seen', () => {
  it.each(['', '   ', '\u200B', '\u202E', '\t\n', '\u00A0', '\u3164', '\u2800', '\u0301', '\u200D\uFE0F'])(
    'it can’t: %j',
    (name) => expect(isSeen(name)).toBe(false),
  );
  it.each(['a', ' . ', '\u202E1', 'ד', '🌾', '=', '－'])('it can: %j', (name) =>
    expect(isSeen(name)).toBe(true),
  );
});

describe('a name that is typed as it is seen', () => {
  it.each([
    ['two blanks', 'a  b main', 'a b main'],
    ['a blank at the end', 'trailing ', 'trailing'],
    ['a blank at the beginning', ' leading', 'leading'],
    ['a no-break space', 'a\u00A0b', 'a b'],
    ['a tab', 'a\tb', 'a b'],
    ['line breaks', 'a\r\nb\u2028c\x85d\ve', 'a b c d e'],
    ['an ideographic space', 'a\u3000b', 'a b'],
    ['letter and accent apart', 'Mu\u0308ller', 'Müller'],
    ['letter and accent in one', 'Müller', 'Mu\u0308ller'],
    ['a ligature', 'ﬁrst', 'first'],
    ['wide letters', 'ｆａｒｍ', 'farm'],
    ['a blank without width', 'ad\u200Bmin', 'admin'],
    ['a control of direction', '\u202Eadmin', 'admin'],
    ['a soft hyphen', 'ad\u00ADmin', 'admin'],
    ['a byte order mark', 'ad\uFEFFmin', 'admin'],
    ['an apostrophe of print', 'O’Brien', "O'Brien"],
    ['an apostrophe that a phone puts in', "O'Brien", 'O’Brien'],
    ['a hyphen that does not break', 'a\u2011b', 'a-b'],
    ['emoji with their joiners', '👩‍🌾', '👩🌾'],
  ])('counts: %s', (_, name, typed) => {
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
  ])('does not count when it is another: %j for %j', (typed, name) =>
    expect(isSameName(typed, name)).toBe(false),
  );

  it('counts in every form in which it is shown', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        for (const typed of [name, asTyped(name), revealHidden(name), name.normalize('NFD'), ` ${name}\n`]) {
          expect(isSameName(typed, name)).toBe(true);
        }
      }),
    );
  });

  it('is shown without white space but single blanks, and without what is hidden', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(asTyped(name)).not.toMatch(/^\s|\s$|\s\s|\t|\u202E/);
      }),
    );
  });
});
