/**
 * Invisible characters: controls (including those that change the direction of text), joiners, and zero-width
 * spaces. White space is handled separately.
 */
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

/** Controls that are white space. KEPT ones stay unchanged, since HTML and CSV handle them. */
const WHITE_CONTROL = /[\t\n\r\v\f\x85\u2028\u2029]/;
const KEPT = /[\t\n\r]/;

/** A letter or mark that is visible. Others are replaced themselves, and then form nothing with a joiner beside them. */
const LETTER = '(?!\\p{Default_Ignorable_Code_Point})[\\p{L}\\p{M}]';

/**
 * Hidden characters that change what is visible: joiners in scripts other than Latin, Greek and Cyrillic,
 * joiners in emoji, and variation selectors.
 */
const FORMING = new RegExp(
  [
    '(?<=(?![\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Script=Common}\\p{Script=Inherited}])' +
      `${LETTER})[\\u200C\\u200D](?=${LETTER})`,
    '(?<=\\p{Extended_Pictographic}\\uFE0F?|\\p{Emoji_Modifier})\\u200D(?=\\p{Extended_Pictographic})',
    '(?<=\\p{Extended_Pictographic})[\\uFE0E\\uFE0F]',
    '(?<=[0-9#*])\\uFE0F(?=\\u20E3)',
    '(?<=\\p{Script=Han})[\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}]',
  ].join('|'),
  'gu',
);

/** A visible character. A combining mark alone does not count: it needs a letter. */
const SEEN = /[^\s\p{M}\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB\u2800]/u;

/** Printable ASCII, in which nothing is hidden. Most names are, and this is the faster test. */
const PLAIN = /^[\x20-\x7E]*$/;

function replaceHidden(text: string, replace: (hidden: string) => string): string {
  if (PLAIN.test(text)) return text;
  let forming: Set<number> | undefined;
  return text.replace(HIDDEN, (hidden: string, index: number) => {
    if (KEPT.test(hidden)) return hidden;
    forming ??= new Set([...text.matchAll(FORMING)].map((match) => match.index));
    return forming.has(index) ? hidden : replace(hidden);
  });
}

const digitsOf = (character: string) =>
  (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

/**
 * A text with its hidden characters made visible, for example as ⟨U+202E⟩, so that they can't turn or blur
 * the text around them. Use it for display only, never for storing or comparing.
 *
 * @param text a name, or a sentence with names in it
 */
export const revealHidden = (text: string): string =>
  replaceHidden(text, (hidden) => (WHITE_CONTROL.test(hidden) ? ' ' : `⟨U+${digitsOf(hidden)}⟩`));

/** Escapes the hidden characters in JSON, so that it parses to the same value and hides nothing. */
export const escapeHidden = (json: string): string =>
  replaceHidden(json, (hidden) =>
    Array.from({ length: hidden.length }, (_, unit) => hidden.charCodeAt(unit))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  );

/** Whether a name has any visible character. */
export const isSeen = (name: string): boolean => SEEN.test(name);

/**
 * A name as a person would type it from the screen: one space for each run of white space and none at the
 * ends, letters composed with their accents, and no hidden characters.
 */
export const asTyped = (name: string): string =>
  replaceHidden(name, (hidden) => (WHITE_CONTROL.test(hidden) ? ' ' : ''))
    .normalize('NFC')
    .replace(/[\s\u2800]+/g, ' ')
    .trim();

/** Makes names equal that look the same, or differ only in what a keyboard substitutes, such as quotes. */
const foldName = (name: string): string =>
  asTyped(
    name
      .replace(HIDDEN, (hidden) => (WHITE_CONTROL.test(hidden) ? ' ' : ''))
      .normalize('NFKC')
      .replace(HIDDEN, '')
      .replace(/\p{Pd}/gu, '-')
      .replace(/[‘’‚‛ʼ′]/g, "'")
      .replace(/[“”„‟″]/g, '"'),
  );

/**
 * Whether a typed text matches a name for a person who has only seen the name: white space, Unicode
 * composition and hidden characters don't count. Hidden characters may also be typed in the form in which the
 * screen shows them.
 */
export const isSameName = (typed: string, name: string): boolean =>
  [name, revealHidden(name)].some((form) => foldName(typed) === foldName(form));
