// The store's server, as if it were here: payments, orders, and the page that the bank returns to.
import { NextResponse } from "next/server";

export function proxy(request) {
  const { pathname, search } = request.nextUrl;
  return NextResponse.rewrite(new URL(pathname + search, process.env.STORE ?? "http://127.0.0.1:8402"));
}

export const config = { matcher: ["/api/:path*", "/returned.js", "/returned.css"] };
