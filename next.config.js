/** @type {import('next').NextConfig} */
export default {
  // The tests build beside a running console, never into its folder.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  // Builds of the same sources are one to the pages that are open: going on from one to the other reloads nothing.
  generateBuildId: () => process.env.NEXT_BUILD_SOURCES?.slice(0, 20) || null,
  poweredByHeader: false,
  reactStrictMode: true,
  // No image is ever optimized, so that /_next/image answers 404 to everyone.
  images: { unoptimized: true },
  experimental: { authInterrupts: true },
  // Types are checked by `npm run check`, once, for everything.
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
