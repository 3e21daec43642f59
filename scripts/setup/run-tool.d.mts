export interface ToolOptions {
  /** Program and arguments. */
  command: string[];
  /** Added to this process's own environment. */
  env?: Record<string, string | undefined>;
  /** Ends the program early. */
  signal?: AbortSignal | undefined;
  /** Ends a Node program when this process is killed. */
  follows?: boolean;
}

/** Flags that let a Node process end when the process that started it, with a channel, has ended. */
export const followParent: string[];

/** The command that runs an installed tool, without a shell or npx between. */
export function nodeTool(script: string, ...args: string[]): string[];

/** Runs a program in the checkout to its end; `isAloud` shows its output instead of collecting it. */
export function runTool(
  options: ToolOptions & { isAloud?: boolean },
): Promise<{ code: number; output: string }>;

/** Runs a program that has to succeed and returns what it printed; throws UserError with that when it fails. */
export function mustRunTool(options: ToolOptions): Promise<string>;
