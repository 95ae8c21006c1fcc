// Starts the playground on this server's own GraphQL, with the cookies of whoever is signed in.
const { React, ReactDOM, GraphiQL, graphqlWs } = window;
const here = new URL(".", import.meta.url);

// A tab for each operation of examples.graphql, each with the comment that stands above it.
async function examples() {
  const text = await fetch(new URL("examples.graphql", here)).then((response) => response.text());
  return text.trim().split(/\n\n(?=# )/).map((query) => ({ query: query + "\n" }));
}

const isRefused = (answer) => answer?.errors?.some((error) => error.extensions?.code === "UNAUTHENTICATED") ?? false;

// As fetch; a session whose access has run out is renewed once and asked again, as the app does.
async function renewingFetch(address, options) {
  const response = await fetch(address, options);
  const withToken = new Headers(options.headers).has("Authorization");
  if (withToken || !isRefused(await response.clone().json().catch(() => null))) return response;
  const renewed = await fetch("/api/auth/refresh", { method: "POST" });
  return renewed.ok ? fetch(address, options) : response;
}

// Subscriptions share one connection, opened by the first of them and closed after the last.
const sockets = graphqlWs.createClient({ url: location.origin.replace(/^http/, "ws") + "/graphql", lazy: true });
const fetcher = GraphiQL.createFetcher({ url: "/graphql", fetch: renewingFetch, wsClient: sockets });

// Without a session, and without an Authorization header of one's own, every query is refused: say so at once.
async function signedOut() {
  const answer = await renewingFetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ query: "{ me { id } }" }),
  }).then((response) => response.json()).catch(() => null);
  return isRefused(answer);
}

const h = React.createElement;
const brand = h(GraphiQL.Logo, null, h("a", { className: "brand", href: "/" }, "Medical CRM"));

function notice() {
  const back = encodeURIComponent(location.pathname);
  return h("p", { className: "signed-out", role: "status" },
    "You are not signed in. ", h("a", { href: `/login?next=${back}` }, "Sign in"),
    ", or put an API token into the Headers tab: ", h("code", null, '{ "Authorization": "Bearer mcrm_…" }'));
}

// The app's own choice of theme holds here; without one, the device's, and the settings of the playground.
const chosen = localStorage.getItem("theme");
const theme = chosen === "light" || chosen === "dark" ? { forcedTheme: chosen } : {};

const [defaultTabs, isSignedOut] = await Promise.all([examples(), signedOut()]);
const playground = h(GraphiQL, {
  fetcher,
  defaultTabs,
  defaultEditorToolsVisibility: "variables",
  isHeadersEditorEnabled: true,
  shouldPersistHeaders: false,
  ...theme,
}, brand);
ReactDOM.createRoot(document.getElementById("playground"))
  .render(h(React.Fragment, null, isSignedOut ? notice() : null, playground));
