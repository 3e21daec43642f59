import { vi } from 'vitest';
import { type Env, env } from '@/env';

/**
 * Loads modules as another instance has them: with keys of its own, and with nothing remembered. They work on this
 * process's database.
 *
 * @param keys settings that differ from this process's
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
