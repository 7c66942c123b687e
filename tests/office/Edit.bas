Sub Main(folder As String)
    ' Opens the workbook, chooses decisions in two sheets as a person would, and saves it as a workbook and each sheet as CSV.
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    Dim book As Object
    book = StarDesktop.loadComponentFromURL(folder & "/audit.xlsx", "_blank", 0, hidden())
    Decide book.Sheets.getByName("keep-delete"), "Fatou Sarr", "keep; mentor"
    Decide book.Sheets.getByName("keep-delete"), "Arvid Mossberg", "Delete"
    Decide book.Sheets.getByName("review"), "David Ljungkvist", "not-same"
    Dim saved(0) As New com.sun.star.beans.PropertyValue
    saved(0).Name = "FilterName"
    saved(0).Value = "Calc MS Excel 2007 XML"
    book.storeToURL(folder & "/saved.xlsx", saved())
    Dim listed(1) As New com.sun.star.beans.PropertyValue
    listed(0).Name = "FilterName"
    listed(0).Value = "Text - txt - csv (StarCalc)"
    listed(1).Name = "FilterOptions"
    ' Semicolons, quotes where needed, UTF-8, every sheet in a file of its own.
    listed(1).Value = "59,34,76,1,,0,false,true,false,false,false,-1"
    book.storeToURL(folder & "/saved.csv", listed())
    book.close(True)
End Sub

Sub Decide(sheet As Object, who As String, what As String)
    Dim row As Long
    Dim column As Long
    For row = 1 To 500
        For column = 1 To 4
            If sheet.getCellByPosition(column, row).String = who Then
                sheet.getCellByPosition(0, row).String = what
                Exit Sub
            End If
        Next column
    Next row
End Sub
