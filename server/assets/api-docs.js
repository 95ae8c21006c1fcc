// Shows this server's own OpenAPI document; requests tried out carry the cookies of whoever is signed in.
const root = document.documentElement;
const device = matchMedia("(prefers-color-scheme: dark)");
const chosen = localStorage.getItem("theme");

function applyTheme() {
  const dark = chosen === "dark" || (chosen !== "light" && device.matches);
  root.classList.toggle("dark-mode", dark);
}
applyTheme();
device.addEventListener("change", applyTheme);

window.SwaggerUIBundle({
  dom_id: "#documentation",
  url: "/api/openapi.json",
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  filter: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  withCredentials: true,
});
