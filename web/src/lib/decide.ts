/** Sends a decision, says that it is done and how to take it back. */
import type { Decided, NewDecision } from "./api";
import { ApiError, api } from "./client";
import { words } from "./i18n/index.svelte";
import { notice } from "./notice.svelte";

/** `after` runs once the record has changed, and once more if the change is taken back. */
export async function decide(decision: NewDecision, after: (decided: Decided) => void): Promise<Decided | null> {
  try {
    const decided = await api.decide(decision);
    const undo = async () => {
      const back = await decide({ kind: "undo", decision: decided.decision, why: `${words.t("review.undo")}: ${decision.why}` }, after);
      if (back) notice.say(words.t("review.undone"));
    };
    notice.say(words.t("review.done", { what: words.t(`decision.${decision.kind}`) }), decision.kind === "undo" ? null : undo);
    after(decided);
    return decided;
  } catch (error) {
    notice.say(words.t("state.failed", { what: error instanceof ApiError ? error.message : String(error) }));
    return null;
  }
}
