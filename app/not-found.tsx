import { NotFoundPage } from '@/components/errors/error-page';

export default function RootNotFound() {
  return (
    <main>
      <NotFoundPage />
    </main>
  );
}
