/** Why something that was entered is rejected, and the field that it is shown beside; null if it is not about one field. */
export type Mistake = { field: string | null; message: string };
