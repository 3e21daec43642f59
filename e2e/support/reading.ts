import type { Locator } from '@playwright/test';

/**
 * Returns what a person reads from left to right along each line, glyph by glyph, wherever the characters are
 * in the page's text.
 *
 * @returns the lines, joined by one blank
 */
export const readAcross = (element: Locator): Promise<string> =>
  element.evaluate((root) => {
    interface Glyph {
      character: string;
      left: number;
    }
    const lines: { bottom: number; glyphs: Glyph[] }[] = [];
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const text = node.textContent ?? '';
      for (let from = 0; from < text.length; from += 1) {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, from + 1);
        const box = range.getBoundingClientRect();
        if (box.width === 0) continue;
        let line = lines.at(-1);
        if (!line || box.top >= line.bottom) {
          line = { bottom: box.bottom, glyphs: [] };
          lines.push(line);
        }
        line.bottom = Math.max(line.bottom, box.bottom);
        line.glyphs.push({ character: text[from] ?? '', left: box.left });
      }
    }
    return lines
      .map(({ glyphs }) =>
        glyphs
          .sort((one, other) => one.left - other.left)
          .map(({ character }) => character)
          .join(''),
      )
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
  });

/** How right-to-left letters appear on the page when they are read from left to right. */
export const mirrored = (letters: string): string => [...letters].reverse().join('');
