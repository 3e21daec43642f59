import 'next-auth';
import 'next-auth/jwt';

declare module 'next-auth' {
  /** What signing in returns: the secret of the new session, which the cookie carries. */
  interface User {
    secret: string;
  }
}

declare module 'next-auth/jwt' {
  /** Content of the session cookie: only the secret of a session, since everything else could become outdated. */
  interface JWT {
    secret?: string;
  }
}
