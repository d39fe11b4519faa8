import "@angular/compiler"; // templates are compiled in the browser, by eval: enough for an example, not for a strict policy
import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import init, { define, type DeclinedDetail, type Receipt } from "cloudpayments-checkout/element";

import { newOrder } from "./shop.js";

@Component({
  selector: "app-root",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    @if (order(); as order) {
      <cloudpayments-checkout
        [attr.public-id]="order.publicId"
        [attr.script]="order.script"
        [attr.endpoint]="order.endpoint"
        [attr.order]="order.order"
        [attr.amount]="order.amount"
        [attr.currency]="order.currency"
        (checkout-paid)="paid($event)"
        (checkout-declined)="declined($event)"
      ></cloudpayments-checkout>
    }
    <p id="said">{{ said() }}</p>
  `,
})
class App {
  readonly order = signal<Awaited<ReturnType<typeof newOrder>> | null>(null);
  readonly said = signal("");

  constructor() {
    define();
    void Promise.all([newOrder(), init()]).then(([order]) => this.order.set(order));
  }

  paid({ detail }: CustomEvent<Receipt>) {
    this.said.set(`paid: ${detail.transaction}`);
  }

  declined({ detail }: CustomEvent<DeclinedDetail>) {
    this.said.set(`declined: ${detail.reason}`);
  }
}

void bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });
