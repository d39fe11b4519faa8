// A page whose React part is hidden and shown, given other words, and taken away, by functions that the test calls.
import { CloudPaymentsCheckout } from "cloudpayments-checkout/react";
import { Activity, StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

import { newOrder } from "../src/shop.js";

const heard = [];
const words = new URLSearchParams(location.search).get("words");

function Page() {
  const [order, setOrder] = useState();
  const [props, setProps] = useState({ mode: "visible", texts: JSON.parse(words) ?? undefined });
  useEffect(() => {
    newOrder().then(setOrder);
    Object.assign(window, { heard, give: (more) => setProps((before) => ({ ...before, ...more })) });
  }, []);
  const { mode, gone, texts } = props;
  if (!order || gone) return null;
  return (
    <Activity mode={mode}>
      <CloudPaymentsCheckout
        {...order}
        texts={texts}
        onPhase={({ phase }) => heard.push(phase)}
        onPaid={() => heard.push("paid")}
      />
    </Activity>
  );
}

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
