/** Something that will keep payments from working, or from working well. */
export interface Finding {
  code: FindingCode;
  /** `error`: some payment cannot be made; `warning`: it can, slower or with one press more. */
  severity: "error" | "warning";
  /** What is wrong, in one sentence. */
  message: string;
  /** What mends it. */
  fix: string;
}

export type FindingCode =
  | "page.insecure"
  | "page.unread"
  | "page.wasm"
  | "page.sandbox"
  | "script.policy"
  | "script.unreachable"
  | "script.trusted_types"
  | "module.policy"
  | "api.policy"
  | "bank.form_action"
  | "bank.frame_src"
  | "bank.embedder_policy"
  | "window.frame_src"
  | "window.embedder_policy"
  | "window.opener_policy"
  | "worker.controls"
  | "clock.wrong"
  | "element.missing"
  | "element.undefined"
  | "element.same_order"
  | "config.public_id"
  | "config.order"
  | "config.endpoint"
  | "config.amount"
  | "config.src"
  | "config.token"
  | "token.policy"
  | "endpoint.policy"
  | "endpoint.unreachable"
  | "endpoint.shape";

export interface DiagnoseOptions {
  /** One element; else all of the page. */
  element?: Element;
  /** How long each thing asked may take, in milliseconds; 5000. */
  timeout?: number;
}

/**
 * Looks at the page, its policy, its endpoint and the provider's script, and tells what is wrong before a customer meets it.
 * Nothing is charged; the endpoint is asked about an attempt that nobody made. An empty list: nothing was found.
 */
export declare function diagnose(options?: DiagnoseOptions): Promise<Finding[]>;
