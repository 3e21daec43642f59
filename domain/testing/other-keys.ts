import { vi } from 'vitest';
import { type Env, env } from '@/env';

/**
 * Loads modules as another instance of the product would: with its own audit keys and no cached state. The
 * modules use this process's database.
 *
 * @param keys settings that differ from those of this process
 * @param load imports the modules
 */
export async function loadWithKeys<T>(
  keys: Partial<Pick<Env, 'AUDIT_KEY' | 'AUDIT_PREVIOUS_KEYS'>>,
  load: () => Promise<T>,
): Promise<T> {
  const settings = { ...env(), ...keys };
  vi.resetModules();
  vi.doMock('@/env', () => ({ env: () => settings }));
  try {
    return await load();
  } finally {
    vi.doUnmock('@/env');
    vi.resetModules();
  }
}
