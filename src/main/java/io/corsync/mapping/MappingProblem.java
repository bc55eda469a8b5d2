package io.corsync.mapping;

/**
 * One thing that is wrong with the mapping file, in words for the administrator who wrote
 * it.
 *
 * @param file name of the file
 * @param line the line, from 1
 * @param column the column, from 1
 * @param field what it is about, such as {@code project.estimated}
 * @param what what is wrong, with the value
 * @param remedy what to do about it
 */
public record MappingProblem(String file, int line, int column, String field, String what, String remedy) {

	/**
	 * The problem on one line.
	 * @return file, place, field, what is wrong and the remedy
	 */
	@Override
	public String toString() {
		return "%s:%d:%d: %s %s; %s".formatted(this.file, this.line, this.column, this.field, this.what, this.remedy);
	}

}
