use super::Key;

/// Kazakh: Cyrillic letters, the polite Сіз.
#[expect(clippy::match_same_arms, clippy::too_many_lines, reason = "a table: one line per message")]
pub(super) const fn word(key: Key) -> &'static str {
    match key {
        Key::Pay => "Төлеу",
        Key::PayAmount => "{amount} төлеу",

        Key::NumberLabel => "Карта нөмірі",
        Key::ExpiryLabel => "Жарамдылық мерзімі (ай / жыл)",
        Key::CodeLabel => "Қауіпсіздік коды (CVV2 / CVC2)",
        Key::HolderLabel => "Картадағы аты-жөні, латын әріптерімен",
        Key::NumberPlaceholder => "0000 0000 0000 0000",
        Key::ExpiryPlaceholder => "MM / YY",
        Key::CodePlaceholder => "000",
        Key::HolderPlaceholder => "NAME SURNAME",
        Key::NumberHint => "Visa немесе Mastercard",
        Key::ExpiryHint => "Картадағыдай",
        Key::CodeHint => "Картаның артқы жағындағы үш сан",
        Key::HolderHint => "Картадағыдай",

        Key::NumberEmpty => "Карта нөмірін енгізіңіз",
        Key::NumberIncomplete => "Карта нөмірі толық емес. Барлық санын енгізіңіз",
        Key::NumberTooLong => "Карта нөмірінде артық сан бар. Тексеріңіз",
        Key::NumberUnsupportedBrand => "Тек Visa және Mastercard карталары қабылданады",
        Key::NumberLuhn => "Карта нөмірінде қате бар. Тексеріңіз",
        Key::NumberInvalidChars => "Карта нөмірін тек сандармен енгізіңіз",
        Key::NumberRefused => "Төлем қызметі бұл нөмірді қабылдамайды. Басқа картаны пайдаланыңыз",
        Key::ExpiryEmpty => "Жарамдылық мерзімін енгізіңіз",
        Key::ExpiryIncomplete => "Айы мен жылын картадағыдай енгізіңіз",
        Key::ExpiryMonth => "01 мен 12 аралығындағы айды енгізіңіз",
        Key::ExpiryPast => "Картаның жарамдылық мерзімі өткен. Басқа картаны пайдаланыңыз",
        Key::ExpiryTooFar => "Жылы тым алыс. Тексеріңіз",
        Key::ExpiryInvalid => "Айы мен жылын сандармен енгізіңіз, мысалы 04 / 31",
        Key::ExpiryRefused => "Төлем қызметі бұл мерзімді қабылдамайды. Тексеріңіз",
        Key::CodeEmpty => "Қауіпсіздік кодын енгізіңіз",
        Key::CodeIncomplete => "Кодтың үш санын да енгізіңіз",
        Key::CodeTooLong => "Код үш саннан ғана тұрады. Тексеріңіз",
        Key::CodeInvalidChars => "Кодты тек сандармен енгізіңіз",
        Key::CodeRefused => "Төлем қызметі бұл кодты қабылдамайды. Тексеріңіз",
        Key::HolderEmpty => "Аты-жөнін картадағыдай енгізіңіз",
        Key::HolderTooShort => "Аты-жөні тым қысқа. Картадағыдай енгізіңіз",
        Key::HolderTooLong => "Аты-жөні тым ұзын. Картадағыдай енгізіңіз",
        Key::HolderInvalidChars => "Аты-жөнінде артық таңбалар бар. Картадағыдай енгізіңіз",
        Key::HolderDigitsOnly => "Аты-жөнін санмен емес, әріппен енгізіңіз",
        Key::HolderLooksLikeNumber => "Бұл карта нөміріне ұқсайды. Мұнда аты-жөнін енгізіңіз",
        Key::HolderLatinOnly => "Аты-жөнін картадағыдай латын әріптерімен енгізіңіз",
        Key::HolderMixedAlphabets => {
            "Латын және кирилл әріптері араласып кеткен. Аты-жөнін латын әріптерімен енгізіңіз"
        }
        Key::HolderRefused => "Төлем қызметі бұл аты-жөнін қабылдамайды. Тексеріңіз",
        Key::FirstWrong => "{field}: {error}",

        Key::PasteTwoNumbers => "Мұнда екі карта нөмірі бар. Біреуін ғана қойыңыз",
        Key::PasteForbidden => "Мұны қоюға болмайды. Деректерді қолмен енгізіңіз",
        Key::PasteTooLong => "Бұл өріс үшін тым ұзын. Нені көшіргеніңізді тексеріңіз",
        Key::PasteCardNumber => "Бұл карта нөмірі. Оны карта нөмірінің өрісіне қойыңыз",
        Key::PasteNothing => "Көшірілген мәтінде бұл өріске керек дерек жоқ",
        Key::OfferName => "{name} деп жазу",
        Key::OfferDate => "{date} деп жазғыңыз келді ме?",

        Key::BrandVisa => "Visa",
        Key::BrandMastercard => "Mastercard",
        Key::BrandPossiblyMastercard => "Mastercard болуы мүмкін",
        Key::BrandOther => "Visa да, Mastercard та емес",
        Key::BrandUnknown => "Карта түрі әлі белгісіз",

        Key::Encrypting => "Карта деректерін шифрлап жатырмыз",
        Key::Charging => "Банкіңіздің жауабын күтіп жатырмыз",
        Key::Challenging => "Банкіңіздің растауын күтіп жатырмыз",
        Key::Confirming => "Төлемді тексеріп жатырмыз",

        Key::ChallengeTitle => "Банкіңіздің растауы (3-D Secure)",
        Key::ChallengeHelp => "Әдетте банк SMS арқылы код жібереді. Код келмесе, банкіңізге хабарласыңыз",
        Key::ChallengeFrame => "Банкіңіздің беті",
        Key::ChallengeOpenWhole => "Осы терезеде ашу",
        Key::Cancel => "Бас тарту",
        Key::LeaveTitle => "Банк бетінен шығасыз ба?",
        Key::LeaveHelp => "Банкіңіз әлі растамаған болса, төлем тоқтатылады",
        Key::LeaveStay => "Қалу",
        Key::LeaveGo => "Шығу",

        Key::UnclearTitle => "Төлемді тексеріп жатырмыз. Қайта төлемеңіз",
        Key::UnclearHelp => "Жауап әлі келген жоқ, ақша алынған болуы мүмкін. Бір минуттан кейін қайта тексеріңіз",
        Key::UnclearContact => "{email} мекенжайына жазып, {reference} төлемін көрсетіңіз",
        Key::CheckAgain => "Қайта тексеру",

        Key::PaidTitle => "Төлем қабылданды",
        Key::PaidAmount => "Төленді: {amount}",
        Key::PaidTransaction => "Төлем нөмірі: {transaction}",
        Key::CardReady => "Карта деректері шифрланды",

        Key::DeclinedByBank => "Банк төлемді қабылдамады",
        Key::Declined => "Төлем өтпеді",
        Key::NothingCharged => "Ақша алынған жоқ",
        Key::RetypeCard => "Қауіпсіздік үшін карта нөмірі мен кодты қайта енгізіңіз",
        Key::AdviceContactBank => "Банкіңізге хабарласыңыз немесе басқа картаны пайдаланыңыз",
        Key::AdviceCheckData => "Карта деректерін тексеріңіз немесе басқа картаны пайдаланыңыз",
        Key::AdviceOtherCard => "Басқа картаны пайдаланыңыз",
        Key::AdviceNotEnoughMoney => "Картада қаражат жеткіліксіз. Картаны толтырыңыз немесе басқасын пайдаланыңыз",
        Key::AdviceLimitExceeded => {
            "Төлем карта шегінен асып кетті. Банкіңізде шекті көтеріңіз немесе басқа картаны пайдаланыңыз"
        }
        Key::AdviceWrongCode => "CVV2 / CVC2 коды қате. Кодты қайта енгізіңіз",
        Key::AdviceTryLater => "Кейінірек қайталап көріңіз",
        Key::AdviceTryLaterOrOtherCard => "Кейінірек қайталап көріңіз немесе басқа картаны пайдаланыңыз",
        Key::AdviceCardForbidden => "Бұл картамен төлеуге болмайды. Басқа картаны пайдаланыңыз",
        Key::AdviceCheckAmount => "Бұл сома қабылданбайды. Дүкенге хабарласыңыз",
        Key::AdviceAuthenticationFailed => "Банкіңіз төлемді растамады. Қайталап көріңіз немесе банкке хабарласыңыз",
        Key::AdviceAuthenticationUnavailable => {
            "Банктің растауы қолжетімсіз. Кейінірек қайталап көріңіз немесе басқа картаны пайдаланыңыз"
        }
        Key::AdviceContactStore => "Дүкеннің қолдау қызметіне хабарласыңыз",
        Key::AdviceCannotPay => "Бұл төлемді жүргізу мүмкін емес. Басқа төлем тәсілін таңдаңыз",
        Key::TryAgain => "Қайталап көру",
        Key::OtherCard => "Басқа картамен төлеу",

        Key::Cancelled => "Төлем тоқтатылды. Ақша алынған жоқ",
        Key::TimedOut => "Банктің растау уақыты бітті. Ақша алынған жоқ",
        Key::ChallengeBlocked => "Банк беті ашылмады. Ақша алынған жоқ. Қайталап көріңіз",

        Key::ScriptBlocked => {
            "Қорғалған төлем скрипті жүктелмеді. Байланысты және жарнама бұғаттағышын тексеріп, қайталап көріңіз"
        }
        Key::ScriptTimeout => "Қорғалған төлем скрипті тым ұзақ жүктелуде. Байланысты тексеріп, қайталап көріңіз",
        Key::ScriptWrong => "Қорғалған төлем скрипті жүктелмеді. Ақша алынған жоқ. Кейінірек қайталап көріңіз",
        Key::EncryptTimeout => "Шифрлау тым ұзаққа созылды. Байланысты тексеріп, қайталап көріңіз",
        Key::EncryptFailed => "Карта деректерін шифрлау мүмкін болмады. Ақша алынған жоқ. Қайталап көріңіз",
        Key::Unreachable => "Дүкенмен байланыс жоқ. Ақша алынған жоқ. Қайталап көріңіз",
        Key::SetupWrong => "Мұнда төлем бапталмаған. Ақша алынған жоқ. Дүкенге хабарлаңыз",
        Key::OrderUnknown => "Дүкен бұл тапсырысты таппады. Артқа қайтып, тапсырысты қайта беріңіз",
        Key::OrderPaid => "Бұл тапсырыс төленген. Қайта төлемеңіз",
        Key::OrderBusy => {
            "Бұл тапсырыс қазір төленіп жатыр. Сол төлемді аяқтаңыз немесе бірнеше минуттан кейін қайталаңыз"
        }
        Key::PriceChanged => "Баға өзгерді: {amount}. Ақша алынған жоқ. Бағаны тексеріп, қайта төлеңіз",
        Key::TooMany => "Тым көп әрекет жасалды. Кейінірек қайталап көріңіз немесе дүкенге хабарласыңыз",
        Key::StoreUnavailable => "Дүкен қазір төлем қабылдай алмайды. Кейінірек қайталап көріңіз",
        Key::GatewayRefused => "Төлем қызметі дүкеннің сұрауын қабылдамады. Ақша алынған жоқ. Дүкенге хабарлаңыз",
        Key::StoreFailed => "Дүкен төлемді жүргізе алмады. Ақша алынған жоқ. Кейінірек қайталап көріңіз",

        Key::SafeNote => "Карта деректері осы беттен жіберілгенге дейін шифрланады",
        Key::NotStored => "Карта деректері сақталмайды",
        Key::SafeTitle => "Бұл неге қауіпсіз?",
        Key::SafeEncrypted => "Карта деректері осы бетте шифрланады. Оларды тек CloudPayments аша алады",
        Key::SafeStore => "Дүкен картаңыздың нөмірі мен кодын ашық күйінде алмайды",
        Key::SafeProvider => "CloudPayments карта деректерін PCI DSS қауіпсіздік стандарты бойынша қорғайды",
        Key::SafeNetwork => "Деректер шифрланған байланыс пен жабық банк желілері арқылы беріледі",
        Key::SafeConfirmation => "Банкіңіз 3-D Secure арқылы төлеп жатқан дәл өзіңіз екеніне көз жеткізеді",
        Key::SafeRules => "Төлемдер Visa мен Mastercard ережелері бойынша жүргізіледі",
        Key::Questions => "Сұрағыңыз бар ма? {email}",
        Key::TestMode => "Сынақ режимі: ақша алынбайды",
    }
}
