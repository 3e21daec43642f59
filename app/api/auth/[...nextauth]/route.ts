import { answerAuth } from '@/console/session/auth-route';

type Context = { params: Promise<{ nextauth: string[] }> };

const handle = async (request: Request, { params }: Context): Promise<Response> =>
  answerAuth(request, (await params).nextauth);

export const GET = handle;
export const POST = handle;
