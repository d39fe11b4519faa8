  // ---- RSA and SHA-512, set into checkout.js when it is served ---------------------------------------------------------------

  // RSAES-PKCS1-v1_5 (RFC 8017, 7.2.1): 00 02, at least eight random bytes that are not zero, 00, the message. WebCrypto has no
  // such padding, and nothing that is not a promise.
  function encrypted(text) {
    var length = 256;
    var filling = length - text.length - 3;
    var block = "0002";
    while (filling > 0) {
      var random = crypto.getRandomValues(new Uint8Array(filling)).filter(Boolean);
      random.forEach(function (byte) {
        block += hexByte(byte);
      });
      filling -= random.length;
    }
    block += "00";
    for (var index = 0; index < text.length; index += 1) block += hexByte(text.charCodeAt(index));
    var cipher = power(BigInt("0x" + block), EXPONENT, MODULUS).toString(16).padStart(length * 2, "0");
    return btoa(cipher.replace(/../g, function (pair) {
      return String.fromCharCode(parseInt(pair, 16));
    }));
  }

  function hexByte(byte) {
    return byte.toString(16).padStart(2, "0");
  }

  function power(base, exponent, modulus) {
    var result = BigInt(1);
    for (var rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result = (result * base) % modulus;
      base = (base * base) % modulus;
    }
    return result;
  }

  // SHA-512 (FIPS 180-4) of a short ASCII text, as hex.
  function sha512(text) {
    var MASK = BigInt("0xffffffffffffffff");
    var tables = sha512Tables();
    var state = tables.start.slice();
    var rotate = function (word, by) {
      return ((word >> BigInt(by)) | (word << BigInt(64 - by))) & MASK;
    };
    // One block of 1024 bits holds a text of up to 111 bytes.
    var bytes = "";
    for (var index = 0; index < text.length; index += 1) bytes += hexByte(text.charCodeAt(index));
    bytes = (bytes + "80").padEnd(224, "0") + (text.length * 8).toString(16).padStart(32, "0");
    var words = bytes.match(/.{16}/g).map(function (word) {
      return BigInt("0x" + word);
    });
    for (var t = 16; t < 80; t += 1) {
      var small0 = rotate(words[t - 15], 1) ^ rotate(words[t - 15], 8) ^ (words[t - 15] >> BigInt(7));
      var small1 = rotate(words[t - 2], 19) ^ rotate(words[t - 2], 61) ^ (words[t - 2] >> BigInt(6));
      words.push((words[t - 16] + small0 + words[t - 7] + small1) & MASK);
    }
    var [a, b, c, d, e, f, g, h] = state;
    for (var round = 0; round < 80; round += 1) {
      var big1 = rotate(e, 14) ^ rotate(e, 18) ^ rotate(e, 41);
      var choice = (e & f) ^ (~e & MASK & g);
      var first = (h + big1 + choice + tables.constants[round] + words[round]) & MASK;
      var big0 = rotate(a, 28) ^ rotate(a, 34) ^ rotate(a, 39);
      var majority = (a & b) ^ (a & c) ^ (b & c);
      [a, b, c, d, e, f, g, h] = [(first + big0 + majority) & MASK, a, b, c, (d + first) & MASK, e, f, g];
    }
    return [a, b, c, d, e, f, g, h].map(function (word, place) {
      return ((word + state[place]) & MASK).toString(16).padStart(16, "0");
    }).join("");
  }

  // The constants are the first 64 bits of the fractional parts of the cube (rounds) and square (start) roots of the first primes.
  function sha512Tables() {
    var primes = [];
    for (var candidate = 2; primes.length < 80; candidate += 1) {
      if (primes.every(function (prime) { return candidate % prime !== 0; })) primes.push(candidate);
    }
    var MASK = BigInt("0xffffffffffffffff");
    return {
      constants: primes.map(function (prime) { return root3(BigInt(prime) << BigInt(192)) & MASK; }),
      start: primes.slice(0, 8).map(function (prime) { return root2(BigInt(prime) << BigInt(128)) & MASK; }),
    };
  }

  function root2(number) {
    return wholeRoot(number, function (x) { return x * x; });
  }

  function root3(number) {
    return wholeRoot(number, function (x) { return x * x * x; });
  }

  // The largest x below 2^72 whose power is not above the number.
  function wholeRoot(number, raised) {
    var x = BigInt(0);
    for (var bit = 71; bit >= 0; bit -= 1) {
      var next = x | (BigInt(1) << BigInt(bit));
      if (raised(next) <= number) x = next;
    }
    return x;
  }
