import { NotFoundPage } from '@/components/errors/error-page';

export default function NotFound() {
  return <NotFoundPage />;
}
