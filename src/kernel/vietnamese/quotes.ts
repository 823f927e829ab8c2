/** A name in quotation marks; marks inside it become single ones, as a name that has its own: “Quan tâm ‘Tổ Covid cộng đồng’”. */
export const inQuotes = (name: string): string => `“${name.replaceAll('“', '‘').replaceAll('”', '’')}”`;
