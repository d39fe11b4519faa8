use super::Key;

/// Kazakh: Cyrillic letters, the polite Сіз.
#[expect(clippy::too_many_lines, reason = "a table: one line per message")]
pub(super) const fn word(key: Key) -> &'static str {
    match key {
        Key::Pay => "Төлеу",
        Key::PayAmount => "{amount} төлеу",

        Key::NumberLabel => "Карта нөмірі",
        Key::ExpiryLabel => "Мерзімі (ай / жыл)",
        Key::CodeLabel => "CVV2 / CVC2 коды",
        Key::HolderLabel => "Картадағы аты-жөні",
        Key::NumberHint => "Visa немесе Mastercard",
        Key::ExpiryHint => "Картадағыдай",
        Key::CodeHint => "Картаның артқы жағындағы үш сан",
        Key::HolderHint => "Латын әріптерімен",

        Key::NumberEmpty => "Карта нөмірін енгізіңіз",
        Key::NumberIncomplete => "Карта нөмірінің барлық санын енгізіңіз",
        Key::NumberTooLong => "Карта нөмірінде артық сан бар. Тексеріңіз",
        Key::NumberUnsupportedBrand => "Тек Visa және Mastercard қабылданады",
        Key::NumberLuhn => "Карта нөмірінде қате бар. Тексеріңіз",
        Key::NumberInvalidChars => "Карта нөмірін тек сандармен енгізіңіз",
        Key::NumberRefused => "Бұл нөмір қабылданбады. Басқа картаны пайдаланыңыз",
        Key::ExpiryEmpty => "Жарамдылық мерзімін енгізіңіз",
        Key::ExpiryIncomplete => "Айы мен жылын енгізіңіз",
        Key::ExpiryMonth => "Айды тексеріңіз: 01–12",
        Key::ExpiryPast => "Мерзімі өткен. Басқа карта керек",
        Key::ExpiryTooFar => "Жылы тым алыс. Тексеріңіз",
        Key::ExpiryInvalid => "Мерзімін санмен жазыңыз",
        Key::ExpiryRefused => "Бұл мерзім жарамайды",
        Key::CodeEmpty => "Қауіпсіздік кодын енгізіңіз",
        Key::CodeIncomplete => "Кодтың барлық үш санын енгізіңіз",
        Key::CodeTooLong => "Кодта артық сан бар. Тексеріңіз",
        Key::CodeInvalidChars => "Кодты тек сандармен енгізіңіз",
        Key::CodeRefused => "Код жарамайды. Тексеріңіз",
        Key::HolderEmpty => "Аты-жөнін картадағыдай енгізіңіз",
        Key::HolderTooShort => "Тым қысқа. Аты-жөнін картадағыдай енгізіңіз",
        Key::HolderTooLong => "Тым ұзын. Аты-жөнін картадағыдай енгізіңіз",
        Key::HolderInvalidChars => "Артық таңбалар бар. Аты-жөнін картадағыдай енгізіңіз",
        Key::HolderDigitsOnly => "Аты-жөнін әріптермен енгізіңіз",
        Key::HolderLooksLikeNumber => "Бұл карта нөмірі. Аты-жөнін картадағыдай енгізіңіз",
        Key::HolderLatinOnly => "Латын әріптерімен енгізіңіз",
        Key::HolderMixedAlphabets => "Әріптер аралас. Латынша жазыңыз",
        Key::HolderRefused => "Аты-жөні қабылданбады. Тексеріңіз",
        Key::FirstWrong => "{field}: {error}",

        Key::PasteTwoNumbers => "Екі нөмір бар. Біреуін қойыңыз",
        Key::PasteForbidden => "Карта деректерін қолмен енгізіңіз",
        Key::PasteTooLong => "Мәтін тым ұзын",
        Key::PasteCardNumber => "Карта нөмірін жоғарыға қойыңыз",
        Key::PasteNothing => "Бұл мәтін мұнда жарамайды",
        Key::OfferName => "{name} деп жазу",
        Key::OfferDate => "{date} деп жазасыз ба?",

        Key::Encrypting => "Карта деректерін шифрлап жатырмыз",
        Key::Charging => "Банкіңіздің жауабын күтіп жатырмыз",
        Key::Challenging => "Банкіңіздің растауын күтіп жатырмыз",
        Key::Confirming => "Төлемді тексеріп жатырмыз",

        Key::ChallengeTitle => "Банкіңіздің растауы (3-D Secure)",
        Key::ChallengeHelp => "Банк әдетте SMS арқылы код жібереді. Код келмесе, банкіңізге хабарласыңыз",
        Key::ChallengeFrame => "Банкіңіздің беті",
        Key::ChallengeOpenWhole => "Банкіңіздің бетін осы терезеде ашу",
        Key::Cancel => "Бас тарту",
        Key::LeaveTitle => "Банкіңіздің бетінен шығасыз ба?",
        Key::LeaveHelp => "Банкіңіз әлі растамаған болса, төлем тоқтатылады",
        Key::LeaveStay => "Қалу",
        Key::LeaveGo => "Шығу",

        Key::UnclearTitle => "Төлемді тексеріп жатырмыз. Қайта төлемеңіз",
        Key::UnclearHelp => "Жауап әлі келген жоқ, ақша алынған болуы мүмкін. Бір минуттан кейін қайта тексеріңіз",
        Key::CheckAgain => "Қайта тексеру",

        Key::PaidTitle => "Төлем қабылданды",
        Key::PaidAmount => "Төленді: {amount}",
        Key::PaymentNumber => "Төлем нөмірі: {number}",
        Key::CardReady => "Карта деректері шифрланды",

        Key::DeclinedByBank => "Банк төлемді қабылдамады",
        Key::Declined => "Төлем өтпеді",
        Key::NothingCharged => "Ақша алынған жоқ",
        Key::RetypeCard => "Қауіпсіздік үшін карта нөмірі мен кодты қайта енгізіңіз",
        Key::AdviceContactBank => "Банкіңізге хабарласыңыз немесе басқа картаны пайдаланыңыз",
        Key::AdviceCheckData => "Карта деректерін тексеріңіз немесе басқа картаны пайдаланыңыз",
        Key::AdviceOtherCard => "Басқа картаны пайдаланыңыз",
        Key::AdviceNotEnoughMoney => "Картада ақша жеткіліксіз. Картаны толықтырыңыз немесе басқа картаны пайдаланыңыз",
        Key::AdviceLimitExceeded => {
            "Төлем карта лимитінен асып кетті. Банкіңізде лимитті көтеріңіз немесе басқа картаны пайдаланыңыз"
        }
        Key::AdviceWrongCode => "Қауіпсіздік коды қате. Кодты қайта енгізіңіз",
        Key::AdviceTryLater => "Кейінірек қайталап көріңіз",
        Key::AdviceTryLaterOrOtherCard => "Кейінірек қайталап көріңіз немесе басқа картаны пайдаланыңыз",
        Key::AdviceCardForbidden => "Бұл картамен төлеуге болмайды. Басқа картаны пайдаланыңыз",
        Key::AdviceCheckAmount => "Бұл сома қабылданбайды. Дүкенге хабарласыңыз",
        Key::AdviceAuthenticationFailed => "Банк төлемді растамады. Қайталап көріңіз немесе банкіңізге хабарласыңыз",
        Key::AdviceAuthenticationUnavailable => {
            "Банкіңіздің растауы қолжетімсіз. Кейінірек қайталап көріңіз немесе басқа картаны пайдаланыңыз"
        }
        Key::AdviceContactStore => "Дүкенге хабарласыңыз",
        Key::AdviceCannotPay => "Басқа төлем тәсілін таңдаңыз",

        Key::Cancelled => "Төлем тоқтатылды",
        Key::TimedOut => "Растау уақыты бітті",
        Key::ChallengeBlocked => "Банкіңіздің беті ашылмады",

        Key::ScriptBlocked => "Төлем скрипті жүктелмеді. Байланысты және жарнама бұғаттағышын тексеріңіз",
        Key::EncryptFailed => "Карта деректері шифрланбады. Қайталап көріңіз",
        Key::SetupWrong => "Мұнда төлем бапталмаған. Дүкенге хабарласыңыз",
        Key::OrderUnknown => "Бұл тапсырыс табылмады. Дүкенге хабарласыңыз",
        Key::OrderPaid => "Бұл тапсырыс төленген. Қайта төлемеңіз",
        Key::OrderBusy => "Бұл тапсырыс қазір төленіп жатыр. Кейінірек қайталап көріңіз",
        Key::PriceChanged => "Баға өзгерді: {amount}",
        Key::TooMany => "Тым көп әрекет жасалды. Кейінірек қайталап көріңіз",
        Key::GatewayRefused => "Төлем қызметі дүкеннің сұрауын қабылдамайды. Дүкенге хабарласыңыз",
        Key::StoreFailed => "Дүкен төлемді қабылдамады. Кейінірек қайталап көріңіз",

        Key::SafeNote => "Карта деректері осы беттен жіберілгенге дейін шифрланады",
        Key::NotStored => "Карта деректері сақталмайды",
        Key::ReadNumber => "Карта нөмірін дауыстап оқу",
        Key::SafeTitle => "Бұл неге қауіпсіз?",
        Key::SafeEncrypted => "Карта деректерін тек CloudPayments аша алады",
        Key::SafeStore => "Дүкен карта деректерін көрмейді",
        Key::SafeProvider => "CloudPayments карта деректерін PCI DSS стандарты бойынша қорғайды",
        Key::SafeConfirmation => "3-D Secure: төлеп жатқан өзіңіз екенін банкіңіз тексереді",
        Key::Questions => "Сұрағыңыз бар ма? {email}",
    }
}
