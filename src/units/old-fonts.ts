// Every letter of Vietnamese in Unicode, and the letters of the Latin alphabet.
const VIETNAMESE =
  'a-zA-ZàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ';
const FOREIGN_SIGN = new RegExp(`[^${VIETNAMESE}0-9\\s.,;:()/'’‘“”"&+–—-]`, 'u');
// VNI puts a tone or a hat on a sign of its own behind the vowel: "Baûn Naø". Those are caught above, except "aù" and "aõ", and
// what it makes of ă and of a hat ("Vaên", "Nguyeãn", "Taân"): no Vietnamese word has these pairs.
const VNI_PAIR = /[aeo][ùõ]|aê|[aeo]â|eã/i;

/**
 * Does this name look as if it had been typed in a font of before Unicode (TCVN3: "B¶n Nµ", VNI: "Baûn Naø") and then read as
 * Latin letters? A suspicion, not a verdict: names of the minorities have spellings of their own.
 */
export const looksLikeOldFont = (name: string): boolean =>
  FOREIGN_SIGN.test(name.normalize('NFC')) || VNI_PAIR.test(name.normalize('NFC'));
