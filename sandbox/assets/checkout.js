/*
 * The checkout script of the CloudPayments sandbox: the documented surface of the provider's script in our own code, with a key
 * that only this sandbox can open. It takes the documented test cards and nothing else.
 *
 * A store loads it in place of the provider's script by one setting; it behaves the same where a page can notice, its traps
 * included: see sandbox/tests/script/rows.mjs for the list.
 */
(function (root) {
  "use strict";

  var API = "__API__";
  var MODULUS = BigInt("0x__MODULUS__");
  var EXPONENT = 65537;
  var KEY_VERSION = "__KEY_VERSION__";
  var TEST_NUMBERS = "__TEST_NUMBERS__".split(" ");

  var CheckoutMode = Object.freeze({ Default: "default", Cvv: "cvv" });
  var CARD_FIELDS = ["cardNumber", "expDateMonth", "expDateYear", "expDateMonthYear", "cvv", "name"];

  // ---- what a page calls ----------------------------------------------------------------------------------------------

  class Checkout {
    // new Checkout({ publicId, container, mode, validators }) or the older new Checkout(publicId, container, mode, language).
    constructor(settings, container, mode) {
      var given = typeof settings === "object" && settings !== null ? settings : { publicId: settings, container: container, mode: mode };
      if (!given.publicId) throw new Error("Argument 'publicId' must be specified");
      if (typeof given.publicId !== "string") throw new Error("Argument 'publicId' must be a string");
      if (given.validators !== undefined && (typeof given.validators !== "object" || given.validators === null)) {
        throw new Error("Argument 'validators' must be an object");
      }
      var scanned = given.container === undefined || given.container === null ? document.body : given.container;
      if (!(scanned instanceof HTMLElement)) throw new Error("Argument 'container' must be an HTMLElement");
      this.publicId = given.publicId;
      this.mode = given.mode || CheckoutMode.Default;
      this.validators = Object.assign({}, VALIDATORS, given.validators);
      this.elements = elementsOf(scanned);
    }

    // Promise of a packet. Asks bins/info first, and rejects in three shapes: an object of codes, an Error, or the server's JSON.
    async createPaymentCryptogram(values) {
      var card = this.merged(values);
      // As in the original: what was set is put back, and the number's check is off from here on for this instance.
      this.validators = Object.assign({}, VALIDATORS, { cardNumber: passes });
      if (this.mode !== CheckoutMode.Cvv) {
        mustHave(card, "cardNumber");
        var code = VALIDATORS.cardNumber(card.cardNumber);
        if (code) throw { cardNumber: code };
        var info = await binsInfo(digits(card.cardNumber));
        if (info && info.Model && info.Model.HideCvvInput) card.cvv = "none";
      }
      var codes = this.codes(card);
      if (Object.keys(codes).length > 0) throw codes;
      return this.packet(card);
    }

    // Deprecated: the same at once, with no request, messages in Russian, and bound inputs emptied when it worked.
    createCryptogramPacket(values) {
      console.warn("createCryptogramPacket is deprecated, use createPaymentCryptogram");
      var card = this.merged(values);
      var codes = this.codes(card);
      var messages = {};
      Object.keys(codes).forEach(function (field) {
        messages[field] = RUSSIAN[codes[field]];
      });
      if (Object.keys(messages).length > 0) return { success: false, packet: null, messages: messages };
      var packet = this.packet(card);
      this.elements.forEach(function (bound) {
        bound.element.value = "";
      });
      return { success: true, packet: packet, messages: messages };
    }

    // For the flow with no server of one's own: MD of the form to the bank.
    static prepareMD(settings) {
      return btoa(encodeURIComponent(JSON.stringify(settings)));
    }

    // Writes the bound inputs' values into the very object that was passed.
    merged(values) {
      var card = values === undefined || values === null ? {} : values;
      this.elements.forEach(function (bound) {
        if (bound.element.value && card[bound.field]) {
          throw new Error("Data for field '" + bound.field + "' is both found in element and passed as direct value");
        }
        if (bound.element.value || card[bound.field] === undefined) card[bound.field] = bound.element.value;
      });
      return card;
    }

    // The codes of all wrong fields, by field.
    codes(card) {
      var validators = this.validators;
      var codes = {};
      var check = function (field) {
        var code = validators[field](card[field], card);
        if (code) codes[field] = code;
      };
      if (this.mode === CheckoutMode.Cvv) {
        mustHave(card, "cvv");
        check("cvv");
        return codes;
      }
      mustHave(card, "cardNumber");
      mustHave(card, "cvv");
      var together = isGiven(card, "expDateMonthYear");
      if (!together && !(isGiven(card, "expDateMonth") && isGiven(card, "expDateYear"))) {
        throw new Error("Field 'expDateMonthYear' or both fields 'expDateMonth' and 'expDateYear'  must be provided");
      }
      check("cardNumber");
      (together ? ["expDateMonthYear"] : ["expDateMonth", "expDateYear"]).forEach(check);
      if (card.cvv !== "none") check("cvv");
      if (isGiven(card, "name")) check("name");
      return codes;
    }

    packet(card) {
      var cvv = card.cvv.replace(/\D/g, "");
      if (this.mode === CheckoutMode.Cvv) {
        var version = Number(KEY_VERSION).toString(16).padStart(2, "0");
        return "03" + version + encrypted(cvv);
      }
      var number = digits(card.cardNumber);
      refuseRealCards(number);
      var expiry = isGiven(card, "expDateMonthYear")
        ? monthAndYear(card.expDateMonthYear)
        : { month: Number(card.expDateMonth), year: Number(card.expDateYear) };
      var month = twoDigits(expiry.month);
      var year = twoDigits(expiry.year % 100);
      return base64(JSON.stringify({
        Type: "CloudCard",
        metaData: { PaymentUrl: paymentUrl(), ReferrerUrl: document.referrer },
        BrowserInfoBase64: base64(JSON.stringify(browserInfo())),
        Format: 1,
        CardInfo: {
          FirstSixDigits: number.slice(0, 6),
          LastFourDigits: number.slice(-4),
          ExpDateYear: year,
          ExpDateMonth: month,
        },
        KeyVersion: KEY_VERSION,
        Value: encrypted(number + "@" + year + month + "@" + cvv + "@" + this.publicId),
      }));
    }
  }

  // ---- fields ---------------------------------------------------------------------------------------------------------

  // Inputs are found once, when the instance is made.
  function elementsOf(container) {
    return Array.from(container.querySelectorAll("input[data-cp], textarea[data-cp], select[data-cp]"))
      .map(function (element) {
        return { element: element, field: element.getAttribute("data-cp") };
      })
      .filter(function (bound) {
        return CARD_FIELDS.indexOf(bound.field) !== -1;
      })
      .map(function (bound) {
        if (bound.element.hasAttribute("name")) throw new Error("Private card data elements must not contain attribute 'name'");
        return bound;
      });
  }

  function isGiven(card, field) {
    return card[field] !== undefined && card[field] !== null;
  }

  function mustHave(card, field) {
    if (!isGiven(card, field)) throw new Error("Field '" + field + "' must be provided");
  }

  function digits(number) {
    return number.replace(/\s/g, "");
  }

  function twoDigits(number) {
    return String(number).padStart(2, "0");
  }

  function monthAndYear(text) {
    var only = text.replace(/\D/g, "");
    var head = { 2: 1, 3: 1, 5: 1, 4: 2, 6: 2 }[only.length];
    if (head === undefined) return null;
    return { month: Number(only.slice(0, head)), year: Number(only.slice(head)) };
  }

  // ---- checks: a code, or nothing ---------------------------------------------------------------------------------------

  function passes() {
    return undefined;
  }

  function isMonth(month) {
    return month >= 1 && month <= 12;
  }

  var VALIDATORS = {
    cardNumber: function (text) {
      var number = digits(text);
      if (number === "") return "CardNumber_Empty";
      if (!/^\d{14,}$/.test(number) || !luhn(number)) return "CardNumber_Invalid";
    },
    cvv: function (text, card) {
      var cvv = text.replace(/\s/g, "");
      if (cvv === "") return "Cvv_Empty";
      var amex = isGiven(card, "cardNumber") && /^3[47]/.test(digits(card.cardNumber));
      if (!(amex ? /\d{4}/ : /\d{3,4}/).test(cvv)) return "Cvv_Invalid";
    },
    expDateMonthYear: function (text) {
      if (text.replace(/\s/g, "") === "") return "ExpDateMonthYear_Empty";
      var date = monthAndYear(text);
      if (!date) return "ExpDateMonthYear_Invalid";
      if (!isMonth(date.month)) return "ExpDateMonth_Invalid";
    },
    expDateMonth: function (text) {
      if (text.trim() === "") return "ExpDateMonth_Empty";
      if (!/^\d+$/.test(text.trim()) || !isMonth(Number(text))) return "ExpDateMonth_Invalid";
    },
    expDateYear: function (text) {
      if (text.trim() === "") return "ExpDateYear_Empty";
      if (!/^\d+$/.test(text.trim())) return "ExpDateYear_Invalid";
    },
    name: function (text) {
      if (text.trim() === "") return "Name_Empty";
      if (!/^[-–., A-Z0-9]+$/i.test(text)) return "Name_Invalid";
      var length = text.replace(/\s/g, "").length;
      if (length > 26) return "Name_TooLong";
      if (length < 2) return "Name_TooShort";
    },
  };

  var RUSSIAN = {
    CardNumber_Empty: "Введите номер карты",
    CardNumber_Invalid: "В номере карты допущены ошибки",
    Cvv_Empty: "Введите CVC код",
    Cvv_Invalid: "Код с обратной стороны карты должен состоять из трёх или четырех цифр",
    ExpDateMonth_Empty: "Укажите месяц",
    ExpDateMonth_Invalid: "Некорректное значение месяца",
    ExpDateYear_Empty: "Укажите год",
    ExpDateYear_Invalid: "Некорректное значение года",
    ExpDateMonthYear_Empty: "Укажите год/месяц",
    ExpDateMonthYear_Invalid: "Некорректное значение года/месяца",
    Name_Empty: "Введите имя",
    Name_Invalid: "В имени допущены ошибки",
    Name_TooLong: "Слишком много символов",
    Name_TooShort: "Слишком мало символов",
  };

  function luhn(number) {
    var sum = 0;
    for (var index = 0; index < number.length; index += 1) {
      var digit = Number(number[number.length - 1 - index]) * (index % 2 === 0 ? 1 : 2);
      sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 === 0;
  }

  // The last check, and the sandbox's own: no real card is ever encrypted here. Fewer than twelve digits are no card at all; they
  // come this far only through the number check that createPaymentCryptogram leaves switched off.
  function refuseRealCards(number) {
    if (number.length < 12 || TEST_NUMBERS.indexOf(number) !== -1) return;
    var refusal = new Error("This is a sandbox: it takes the documented test cards only, and this number is not one of them");
    refusal.name = "SandboxRefusesRealCards";
    throw refusal;
  }

  // ---- the request before the packet ------------------------------------------------------------------------------------

  // No time limit, no retry, no memory. The content type makes the browser ask by OPTIONS first. An answer that is no JSON throws
  // inside onload, so the promise never settles: a page needs a time limit of its own.
  function binsInfo(number) {
    return new Promise(function (resolve, reject) {
      var query = "Bin=" + number.slice(0, 6)
        + "&SevenNumberHash=" + sha512(number.slice(0, 7))
        + "&EightNumberHash=" + sha512(number.slice(0, 8));
      var request = new XMLHttpRequest();
      request.open("GET", API + "/bins/info?" + query);
      request.setRequestHeader("Content-Type", "application/json");
      request.onload = function () {
        var answer = JSON.parse(request.responseText);
        if (request.status === 200) resolve(answer);
        else reject(answer);
      };
      request.onerror = function () {
        reject(new Error("HTTP xhr error"));
      };
      request.onabort = function () {
        reject(new Error("HTTP xhr abort"));
      };
      request.send();
    });
  }

  // ---- the packet's parts -----------------------------------------------------------------------------------------------

  function paymentUrl() {
    return root.self !== root.top ? document.referrer : location.href;
  }

  function browserInfo() {
    return {
      AcceptHeader: "*/*",
      JavaEnabled: false,
      JavaScriptEnabled: true,
      Language: navigator.language,
      ColorDepth: String(screen.colorDepth),
      Height: String(screen.height),
      Width: String(screen.width),
      TimeZone: String(new Date().getTimezoneOffset()),
      UserAgent: navigator.userAgent,
    };
  }

  // Base64 of the UTF-8 bytes.
  function base64(text) {
    return btoa(unescape(encodeURIComponent(text)));
  }

  // __CIPHERS__

  // ---- globals ----------------------------------------------------------------------------------------------------------

  // One object under both names: whatever was `cp` before is lost, as with the original.
  root.tiptop = { Checkout: Checkout, CheckoutMode: CheckoutMode };
  root.cp = root.tiptop;

  console.info("CloudPayments sandbox: this checkout script takes the documented test cards only. No money moves.");
})(this);
