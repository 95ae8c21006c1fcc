// Starts the app; says so when it cannot.
import init from "./web.js";

const failed = () => document.getElementById("boot-error")?.removeAttribute("hidden");

init({ module_or_path: new URL("./web_bg.wasm", import.meta.url) }).catch((cause) => {
  console.error(cause);
  failed();
});
