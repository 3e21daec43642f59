import * as demo from '../demo/names';

// The demo's names, and common ones: a search for smith, quinn or harper must find many people.

const words = (text: string) => text.trim().split(/\s+/);

export const firstNames: readonly string[] = [
  ...words(`
    Quinn Zoe Harper Robin Taylor Morgan Jordan Casey Avery Riley Alex Sam Dana Drew Ellis Frankie Jamie Kim Lee Logan
    Parker Reese Rowan Sage Skyler`),
  ...demo.firstNames,
];

export const lastNames: readonly string[] = [
  ...words(`
    Smith Harris Lee Brown Jones Miller Taylor Walker Clark Young Hill Baker Carter Cooper Evans Harrison Hart Lewis
    Martin Moore Morris Parker Smithson Turner Wood`),
  ...demo.lastNames,
];
