import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { RESOURCE_NAMES } from './config';

const root = path.join(import.meta.dirname, '../..');

it.each(RESOURCE_NAMES)('%s has a page and a file with its columns and texts', (name) => {
  const files = [`app/(console)/${name}/page.tsx`, `components/resources/${name}.tsx`];
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
