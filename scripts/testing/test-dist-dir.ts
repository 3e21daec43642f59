/** The tests' own build, beside the one that a running console serves. */
export const testDistDir = '.next-test';

/** The secret of the tests' build and console: the same in every run, so that one build serves them all. */
export const TEST_SECRET = 'of-the-console-that-the-tests-start-and-of-no-other';
