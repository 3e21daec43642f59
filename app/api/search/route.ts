import { answer } from '@/console/api/respond';
import { searchEverywhere } from '@/domain/search/search-everywhere';

/** What is found under `?term=`, wherever the viewer may look. */
export const GET = (request: Request) =>
  answer(searchEverywhere, request, { term: new URL(request.url).searchParams.get('term') ?? '' });
