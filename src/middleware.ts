/** Takes from each page the spaces that nobody sees: an archive holds many thousands of them. */
import { defineMiddleware } from 'astro:middleware';
import { tighten } from './formats/tighten.ts';

export const onRequest = defineMiddleware(async (_context, next) => {
  const response = await next();
  if (!response.headers.get('Content-Type')?.startsWith('text/html')) return response;
  return new Response(tighten(await response.text()), response);
});
