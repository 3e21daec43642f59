/** @type {import('next').NextConfig} */
export default {
  // The tests build beside a running console, never into its folder.
  distDir: process.env.NEXT_DIST_DIR || '.next',
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
