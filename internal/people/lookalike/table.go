package lookalike

// alike are letters of other alphabets, and of ours, that look like a letter of ASCII: derived from the confusables of the Unicode security mechanisms (UTS 39),
// for the alphabets that are confused in practice (Latin, Cyrillic, Greek, Armenian, Coptic, Cherokee, Lisu) and for what does not decompose. Small and capital
// letters stand at the small one.
var alike = map[rune]string{
	'a': "ɑΑαАаᎪꓮ",
	'b': "ƄΒВЬᏏᏴꓐꞴ",
	'c': "СсᏟᴄⲤⲥꓚꮯ",
	'd': "ԁᎠᏧꓒꓓ",
	'e': "ΕЕеҽᎬꓰꬲ",
	'f': "ϜքẝꓝꞘꞙꬵ",
	'g': "ƍɡԌցᏀᏳᶃꓖ",
	'h': "ΗНһհᎻᏂⲎꓧ",
	'i': "ıɩɪιіӏᎥꙇꭵ",
	'j': "ͿϳЈјᎫꓙꞲ",
	'k': "ΚКᏦⲔꓗ",
	'l': "ƖǀΙІӀᏞⲒⳐꓡꓲ",
	'm': "ΜϺМᎷⲘꓟ",
	'n': "ΝոռⲚꓠ",
	'o': "ΟοσОоՕօᴏᴑⲞⲟꓳꬽ",
	'p': "ΡρРрᏢⲢⲣꓑ",
	'q': "ԛգզ",
	'r': "ƦгᎡᏒᴦⲅꓣꭇꭈꮁ",
	's': "ƽЅѕՏᏕᏚꓢꜱꮪ",
	't': "ΤТᎢⲦꓔ",
	'u': "ʋυՍսᴜꓴꞟꭎꭒ",
	'v': "νѴѵᏙᴠꓦꮩ",
	'w': "ɯѡԜԝաᎳᏔᴡꓪꮃ",
	'x': "ΧХхⲬꓫꞳ",
	'y': "ɣʏΥγУуҮүᎩᎽᶌỿⲨꓬꭚ",
	'z': "ΖᏃᴢꓜꮓ",
}
