/** The tests' own build, beside the one that a running console serves. */
export const testDistDir = '.next-test';
