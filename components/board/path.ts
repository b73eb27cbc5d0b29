/** The address of the board of shipments. */
export const BOARD_PATH = '/shipments/board';
