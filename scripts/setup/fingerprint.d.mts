/** Returns a hash that changes when one of the files changes. Names are relative to root. */
export function fingerprint(root: string, names: string[]): string;

/** Lists the files below a folder. Calls `isWanted` with the relative name of each folder and file. */
export function listFiles(folder: string, isWanted: (name: string, isFolder: boolean) => boolean): string[];

/** Returns whether an output was made from sources with this fingerprint. */
export function isStampCurrent(stamp: string, current: string): boolean;

/** Records what an output was made from. Call it after the output is complete. */
export function writeStamp(stamp: string, current: string): void;
