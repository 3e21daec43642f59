import { answerGet } from '@/console/api/respond';
import { searchEverywhere } from '@/domain/search/search-everywhere';

/** Searches for `?term=` in everything that the actor may see. */
export const GET = (request: Request) =>
  answerGet(searchEverywhere, request, { term: new URL(request.url).searchParams.get('term') ?? '' });
