package io.corsync.sandbox;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The words of the sample data. Long texts are kept as a seed and a length and written
 * when they are read, so that a million rows fit into memory.
 *
 * @param seed where its words come from
 * @param length how many characters it has
 */
record SampleText(long seed, int length) {

	private static final List<String> CLIENTS = List.of("Panadería \"La Ñapa\"", "Bavaria & Cía.", "Café Águila Roja",
			"Aerolíneas Córdoba", "Yerba «El Gaucho»", "Banco del Río", "O'Higgins Seguros", "Alpargatas Pérez & Hijos",
			"Turrones Íñiguez", "Energía Añil", "Malbec Güemes", "Clínica Ibérica", "<b>Negrita</b> Chocolates",
			"Fútbol Más", "Telefonía Ñandú", "Hacienda San José", "Grupo Édison", "Editorial Océano");

	private static final List<String> BRANDS = List.of("Ñapa", "Águila Roja", "El Gaucho", "Río", "O'Higgins",
			"Añil & Co.", "Güemes", "«Negrita»", "Ñandú", "San José");

	private static final List<String> PRODUCTS = List.of("Café molido", "Tarjeta \"Oro\"", "Plan datos <5G>", "Turrón",
			"Yerba 1 kg", "Seguro de hogar", "Zapatillas");

	private static final List<String> FORMS = List.of("S.A.S.", "S.A.", "S.R.L.", "S.L.", "Ltda.", "S. en C.");

	private static final List<String> WORK = List.of("Campaña", "Lanzamiento", "Rediseño web", "Always on", "Branding",
			"Producción audiovisual", "Pauta digital", "Activación \"360°\"", "Evento", "SEO & SEM",
			"Estrategia <omnicanal>", "Navidad 🎄", "Black Friday 🛍️", "Día de la Madre ❤️");

	private static final List<String> WORDS = List.of("campaña", "diseño", "añada", "público", "Bogotá", "Córdoba",
			"Cádiz", "presupuesto", "cliente", "\"piezas\"", "R&D", "<b>urgente</b>", "5 < 7 > 3", "niñez", "pingüino",
			"acción", "métrica", "€ 1.000", "50 %", "🚀", "🇨🇴", "o'clock", "ñandú", "estrategia", "contenido",
			"guión", "hito", "entrega");

	static String client(SplittableRandom random, int number) {
		return pick(random, CLIENTS) + " " + pick(random, FORMS) + ((number < CLIENTS.size()) ? "" : " " + number);
	}

	/**
	 * The name of a piece of work, kept as small as a long text is.
	 */
	record Work(long seed, int number) {

		@Override
		public String toString() {
			SplittableRandom random = new SplittableRandom(this.seed);
			return pick(random, WORK) + " " + (2023 + random.nextInt(5)) + " – " + pick(random, CLIENTS) + " #"
					+ this.number;
		}

	}

	static String brand(SplittableRandom random, int number) {
		return pick(random, BRANDS) + ((number < BRANDS.size()) ? "" : " " + number);
	}

	static String product(SplittableRandom random, int number) {
		return pick(random, PRODUCTS) + " " + (number + 1);
	}

	static <T> T pick(SplittableRandom random, List<T> values) {
		return values.get(random.nextInt(values.size()));
	}

	/**
	 * The text itself.
	 */
	@Override
	public String toString() {
		SplittableRandom random = new SplittableRandom(this.seed);
		StringBuilder text = new StringBuilder(this.length + 20);
		while (text.length() < this.length) {
			text.append(pick(random, WORDS)).append((random.nextInt(12) == 0) ? "\r\n" : " ");
		}
		// A cut in the middle of an emoji would not be text any more.
		int end = Character.isHighSurrogate(text.charAt(this.length - 1)) ? this.length - 1 : this.length;
		return text.substring(0, end).strip();
	}

}
