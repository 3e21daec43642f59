import { ForbiddenPage } from '@/components/errors/error-page';

export default function Forbidden() {
  return <ForbiddenPage />;
}
