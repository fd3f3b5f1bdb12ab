import { mount } from "svelte";
import { Taken, type TakenData } from "./lib/taken";
import TakenReplay from "./pages/taken/TakenReplay.svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/print.css";

const data = document.getElementById("replay-data")?.textContent ?? "";
const target = document.getElementById("app");
if (target !== null)
  mount(TakenReplay, { target, props: { taken: new Taken(JSON.parse(data) as TakenData) } });
