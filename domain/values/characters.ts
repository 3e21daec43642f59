/**
 * What nobody sees in a text: controls, among them those that turn the direction of what follows, joiners,
 * blanks without width. White space is another matter.
 */
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

/**
 * Controls that are white space. The first three are left as they are: HTML and CSV know what to do with
 * them.
 */
const WHITE_CONTROL = /[\t\n\r\v\f\x85\u2028\u2029]/;
const KEPT = /[\t\n\r]/;

/**
 * Where a hidden character forms what is seen: joiners outside the alphabets that have none, and in emoji.
 */
const FORMING = new RegExp(
  [
    '(?<=(?![\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Script=Common}\\p{Script=Inherited}])' +
      '[\\p{L}\\p{M}])[\\u200C\\u200D](?=[\\p{L}\\p{M}])',
    '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})',
    '(?<=\\p{Extended_Pictographic})[\\uFE0E\\uFE0F]',
    '(?<=[0-9#*])\\uFE0F(?=\\u20E3)',
    '(?<=\\p{Script=Han})[\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}]',
  ].join('|'),
  'gu',
);

/** What can be seen, if only a little of it. A mark alone has nothing to stand on. */
const SEEN = /[^\s\p{M}\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB\u2800]/u;

function replaceHidden(text: string, replace: (hidden: string) => string): string {
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
 * A text as it may be shown among others: what is hidden in it is seen, for example as ⟨U+202E⟩, and so can't
 * turn or blur what stands beside it. It is for showing only, never for storing or comparing.
 *
 * @param text a name, or a sentence with names in it
 */
export const revealHidden = (text: string): string =>
  replaceHidden(text, (hidden) => (WHITE_CONTROL.test(hidden) ? ' ' : `⟨U+${digitsOf(hidden)}⟩`));

/**
 * The same JSON, in which what is hidden is written as an escape: it reads the same, and looks like what it
 * is.
 *
 * @param json JSON, on one line or several
 */
export const escapeHidden = (json: string): string =>
  replaceHidden(json, (hidden) =>
    Array.from({ length: hidden.length }, (_, unit) => hidden.charCodeAt(unit))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  );

/**
 * Whether anything of a name can be seen.
 *
 * @param name as it is stored
 */
export const isSeen = (name: string): boolean => SEEN.test(name);

/**
 * A name as somebody would type it who sees it: one blank for each run of white space, none at the ends,
 * letters in one with their accents, and nothing that is hidden.
 *
 * @param name as it is stored
 */
export const asTyped = (name: string): string =>
  replaceHidden(name, (hidden) => (WHITE_CONTROL.test(hidden) ? ' ' : ''))
    .normalize('NFC')
    .replace(/[\s\u2800]+/g, ' ')
    .trim();

/** What looks the same, or is what a keyboard puts in another's place, is the same. */
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
 * Whether what was typed is a name, for who has only seen it: white space, the form of composition and what
 * is hidden don't count. What is hidden may also be typed as it is shown.
 *
 * @param typed what somebody typed
 * @param name as it is stored
 */
export const isSameName = (typed: string, name: string): boolean =>
  [name, revealHidden(name)].some((form) => foldName(typed) === foldName(form));
