/** @type {import('next').NextConfig} */
export default {
  // The tests use another folder than a running console.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  // Builds of the same sources get the same id, so that open pages need no reload when they reach another
  // build.
  generateBuildId: () => process.env.NEXT_BUILD_SOURCES?.slice(0, 20) || null,
  poweredByHeader: false,
  reactStrictMode: true,
  // Images are not optimized, so /_next/image always answers 404.
  images: { unoptimized: true },
  experimental: { authInterrupts: true },
  // `npm run check` checks the types.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    '@node-rs/argon2',
    'pino',
    'pg',
    '@prisma/client',
    '@prisma/adapter-pg',
    'prom-client',
  ],
};
