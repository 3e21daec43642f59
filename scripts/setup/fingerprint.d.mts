/** Condenses files (names relative to root) into one value that changes when any of them does. */
export function fingerprint(root: string, names: string[]): string;

/** Lists the files below a folder; `isWanted` is asked of every folder and file by its relative name. */
export function listFiles(folder: string, isWanted: (name: string, isFolder: boolean) => boolean): string[];

/** Whether the output that a stamp belongs to was made from sources with this fingerprint. */
export function isStampCurrent(stamp: string, current: string): boolean;

/** Remembers what an output was made from; call it after the output is complete. */
export function writeStamp(stamp: string, current: string): void;
