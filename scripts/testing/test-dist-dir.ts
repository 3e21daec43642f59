/** Folder of the tests' build, separate from the build that a running console serves. */
export const testDistDir = '.next-test';

/** NEXTAUTH_SECRET of the tests. It is the same in every run, so that the runs can share a build. */
export const TEST_SECRET = 'of-the-console-that-the-tests-start-and-of-no-other';
