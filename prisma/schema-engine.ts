import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

// Written by hand: Prisma's command line downloads its engine when it first runs, and that download can be
// blocked. This loads the WebAssembly build, which comes from the package registry.

/**
 * Closes the connections of the engine, which drops them without ending them. Sends a migration's script as a
 * whole, as Prisma's command line does: the adapter would split it at every semicolon, also within a function.
 */
class ClosingAdapter extends PrismaPg {
  private readonly opened: { dispose(): Promise<void> }[] = [];

  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => void (await adapter.underlyingDriver().query(script));
    this.opened.push(adapter);
    return adapter;
  }

  async close(): Promise<void> {
    for (const adapter of this.opened) await adapter.dispose();
  }
}

async function loadEngine() {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasmPath = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const module = await WebAssembly.compile(await readFile(wasmPath));
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': { ...glue } });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue.SchemaEngine;
}

// The generated code holds one instance only. A second instance would replace the memory of the first.
let loaded: ReturnType<typeof loadEngine> | undefined;

/**
 * Runs `work` with Prisma's schema engine, then closes the engine's connections. For tests only.
 *
 * @returns what `work` returns
 */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= loadEngine();
  const adapter = new ClosingAdapter({ connectionString: url });
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  const engine = await (await loaded).new({ datamodels: undefined }, () => {}, bound);
  try {
    return await work(engine);
  } finally {
    engine.free();
    await adapter.close();
  }
}
