import React from "react";
import { createRoot } from "react-dom/client";
import Cards from "react-credit-cards-2";
import "react-credit-cards-2/dist/es/styles-compiled.css";

import { usable } from "./usable.js";

const FIELDS = [
  ["number", "Card number", "cc-number"],
  ["expiry", "Expiry date", "cc-exp"],
  ["cvc", "CVV2 / CVC2", "cc-csc"],
  ["name", "Name on the card", "cc-name"],
];

function Form() {
  const [card, setCard] = React.useState({ number: "", expiry: "", cvc: "", name: "", focus: "" });
  const first = React.useRef(null);
  React.useEffect(() => usable(first.current), []);
  return (
    <form>
      <Cards {...card} focused={card.focus} />
      {FIELDS.map(([name, label, autoComplete]) => (
        <label key={name}>
          {label}
          <input
            ref={name === "number" ? first : null}
            id={name === "cvc" ? "code" : name === "name" ? "holder" : name}
            autoComplete={autoComplete}
            value={card[name]}
            onChange={({ target }) => setCard((was) => ({ ...was, [name]: target.value }))}
            onFocus={() => setCard((was) => ({ ...was, focus: name }))}
          />
        </label>
      ))}
      <button>Pay 12 500 ₸</button>
    </form>
  );
}

const place = document.createElement("div");
document.body.append(place);
createRoot(place).render(<Form />);
