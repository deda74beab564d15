import "./app.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { words } from "./lib/i18n/index.svelte";
import { route } from "./lib/route.svelte";
import { theme } from "./lib/theme.svelte";

route.start();
words.start(route.param("lang"));
theme.start();

const target = document.getElementById("app");
if (target) mount(App, { target });
