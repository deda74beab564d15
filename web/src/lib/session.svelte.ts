/** Who is at the page: read only, or with a token that may decide. */
import type { Me } from "./api";
import { ApiError, api, token } from "./client";

const MAY_DECIDE = ["analyst", "reviewer", "admin"];

class Session {
  me: Me | null = $state.raw(null);
  readonly decides = $derived(this.me !== null && !this.me.read_only && MAY_DECIDE.includes(this.me.scope ?? ""));

  async refresh(): Promise<void> {
    try {
      this.me = await api.me();
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) token.clear();
      this.me = null;
    }
  }
  /** Whether the server knows the token. */
  async enter(secret: string): Promise<boolean> {
    token.set(secret);
    await this.refresh();
    return token.get() !== null && this.me?.scope != null;
  }
  async leave(): Promise<void> {
    token.clear();
    await this.refresh();
  }
}

export const session = new Session();
