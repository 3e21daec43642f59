'use client';

/** Shown without any styles when the root layout itself fails. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>The console could not be shown</h1>
          <p>Something failed on our side, and nothing was changed. Reload the page to try again.</p>
          {error.digest && <p>Correlation id: {error.digest}</p>}
        </main>
      </body>
    </html>
  );
}
