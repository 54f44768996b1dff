// Package macro holds the texts that HR writes often, one in each language, with placeholders that a case fills in.
//
// # What always holds
//
//   - A macro belongs to a team, and everybody in it uses and changes it, or to one person alone. To all others it is not there.
//   - A placeholder that nobody knows is refused by its name when the macro is kept. One that has no value in a case is named before anything is sent, and stays in the text: a message of HR
//     in which a placeholder stands is refused wherever it comes from, see package fill.
//   - The text is the one in the language of who asked. Where the macro has none in it, the agent is told which language is shown instead.
//   - A placeholder says of a case what its reader may read there, and nothing else: who may not read the words of a case cannot fill in a macro from it.
//   - What a macro does besides (a tag, waiting for who asked, closing) happens with its message in one transaction, or not at all, and only when its reader presses the button that says so.
package macro
