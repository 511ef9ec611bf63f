# CSV as readr reads it: of the columns that are named, every cell as the numbers of its characters.
arguments <- commandArgs(trailingOnly = TRUE)
table <- readr::read_csv(arguments[1], show_col_types = FALSE, progress = FALSE, na = "")
cells <- function(column) vapply(as.character(table[[column]]), function(cell) if (is.na(cell)) "" else paste(utf8ToInt(enc2utf8(cell)), collapse = " "), "")
if (nrow(readr::problems(table)) > 0) stop("readr has problems with the file")
writeLines(do.call(paste, c(lapply(arguments[-1], cells), sep = ",")))
