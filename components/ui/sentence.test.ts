import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { asSaid, joined, plainWords, type Sentence, sentence, Words } from './sentence';

const shown = (of: string | Sentence) => renderToStaticMarkup(createElement(Words, { of }));

describe('a sentence with names in it', () => {
  it('has each name in an element of its own, in which what is hidden is seen', () => {
    const said = sentence`${'\u202Eadmin'} no longer has access to account ${7201}, ${'<b>'}.`;
    expect(shown(said)).toBe(
      '<bdi>⟨U+202E⟩admin</bdi> no longer has access to account 7201, <bdi>&lt;b&gt;</bdi>.',
    );
    expect(plainWords(said)).toBe('⟨U+202E⟩admin no longer has access to account 7201, <b>.');
  });

  it('may be a part of another', () => {
    const end = sentence`${'Windmill'}${asSaid('.')}`;
    expect(shown(sentence`${'Ada'} manages ${end} Nobody else does.`)).toBe(
      '<bdi>Ada</bdi> manages <bdi>Windmill</bdi>. Nobody else does.',
    );
  });

  it('may be made of several', () => {
    expect(shown(joined(['a', sentence`OMS ${3}, ${'b'}`, 'c']))).toBe(
      '<bdi>a</bdi>, OMS 3, <bdi>b</bdi>, <bdi>c</bdi>',
    );
    expect(plainWords(joined(['a', 'b'], ' and '))).toBe('a and b');
    expect(plainWords(joined([]))).toBe('');
  });
});

it('what the server says is one piece, in which what is hidden is seen', () => {
  const target = '\u2067admin (user 7320) · a (account 7201)';
  expect(shown(target)).toBe('⟨U+2067⟩admin (user 7320) · a (account 7201)');
  expect(shown(sentence`${asSaid(target)}: restored.`)).toBe(
    '⟨U+2067⟩admin (user 7320) · a (account 7201): restored.',
  );
});
