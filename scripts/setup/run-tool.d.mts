export interface ToolOptions {
  /** Program and its arguments. */
  command: string[];
  /** Added to this process's own environment. */
  env?: Record<string, string | undefined>;
  /** Stops the program. */
  signal?: AbortSignal | undefined;
  /** Ends a Node program when this process is killed. */
  endsWithParent?: boolean;
}

/** Node flags that make a child with a channel end when its parent has ended. */
export const followParent: string[];

/** Returns the command that runs an installed tool directly, without a shell or npx. */
export function nodeTool(script: string, ...args: string[]): string[];

/** Runs a program in the checkout. With `showsOutput` its output is shown instead of collected. */
export function runTool(
  options: ToolOptions & { showsOutput?: boolean },
): Promise<{ code: number; output: string }>;

/** Runs a program and returns what it printed. Throws UserError with its output when it fails. */
export function mustRunTool(options: ToolOptions): Promise<string>;
